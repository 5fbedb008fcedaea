"""One customer, out of the files of all"""
