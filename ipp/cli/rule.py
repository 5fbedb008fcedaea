def command():
    pass


def all_rules():
    pass
