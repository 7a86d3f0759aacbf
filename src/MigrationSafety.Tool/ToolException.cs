using System;

namespace MigrationSafety.Tool;

/// <summary>Something that the user can mend; the message is shown as it is, without a stack trace.</summary>
internal class ToolException(string message) : Exception(message);
