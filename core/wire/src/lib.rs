//! What crosses the network between app, server and programs: requests, responses, error codes, paths.
