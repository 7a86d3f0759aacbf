namespace System.Diagnostics.CodeAnalysis;

// netstandard2.0 lacks the attribute that the compiler puts on copy constructors of records with required members.
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
internal sealed class SetsRequiredMembersAttribute : Attribute
{
}
