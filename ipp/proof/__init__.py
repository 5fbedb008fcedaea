"""Can anybody be left without a next action?"""
