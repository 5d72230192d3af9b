def duties(units, loose, head, text):
    return (), ()
