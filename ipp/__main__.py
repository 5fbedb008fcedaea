"""`python -m ipp`."""

from ipp.cli.app import main

if __name__ == "__main__":
    main()
