"""Problems from any source through one rectification loop, and listed supervision (问题与整改, 挂牌督办)."""
