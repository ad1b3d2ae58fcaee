//! What a user can ask and do: the only door for the terminal and the command line.
