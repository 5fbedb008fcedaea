"""What was learned goes into the path file: take rates and patience, each with what it comes from"""
