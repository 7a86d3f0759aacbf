using System;

namespace MigrationSafety.TestServers;

/// <summary>A test server is missing or does not start. The message says what to do.</summary>
public sealed class PostgresServerException(string message) : Exception(message);
