"""The clauses that the room's refusals rest on, as they are cited."""

#: What was found is put right within its time and closed by somebody else.
REVIEWED = "湖委办〔2015〕45号 四（六）"
#: Listed supervision ends by resolution only.
LISTED = "苏纪办发〔2015〕21号 二（三）2"
