"""`python -m nextseason`"""

from nextseason.cli import main

if __name__ == "__main__":
    main()
