using System;

namespace MigrationSafety.Verification;

/// <summary>What was found is not what the test expects; the message shows the source.</summary>
public sealed class VerificationException(string message) : Exception(message);
