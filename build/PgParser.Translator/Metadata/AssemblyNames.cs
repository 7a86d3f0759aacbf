namespace PgParser.Translator.Metadata;

/// <summary>How the generated assembly and its class are called.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Namespace">The namespace of its types.</param>
/// <param name="Class">The static class with everything in it.</param>
/// <param name="Friends">Assemblies that may see it; to all others it has no public types.</param>
internal sealed record AssemblyNames(string Assembly, string Namespace, string Class, string[] Friends);
