using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using PgParser.Translator.Il;

namespace PgParser.Translator.Metadata;

/// <summary>References to members of netstandard 2.0's facade, made when first asked for.</summary>
internal sealed class BaseLibrary
{
    // The public key token of netstandard.dll, the same for all its versions.
    private static readonly byte[] NetStandardToken = [0xCC, 0x7B, 0x13, 0xFF, 0xCD, 0x2D, 0xDD, 0x51];

    private readonly MetadataBuilder metadata;
    private readonly AssemblyReferenceHandle netStandard;
    private readonly Dictionary<(string, string), TypeReferenceHandle> types = [];
    private readonly Dictionary<ExternalMember, MemberReferenceHandle> members = [];

    public BaseLibrary(MetadataBuilder metadata)
    {
        this.metadata = metadata;
        netStandard = metadata.AddAssemblyReference(
            metadata.GetOrAddString("netstandard"), new Version(2, 0, 0, 0), default, metadata.GetOrAddBlob(NetStandardToken), default, default);
    }

    public TypeReferenceHandle Type(string ns, string name)
    {
        if (!types.TryGetValue((ns, name), out var handle))
        {
            types[(ns, name)] = handle = metadata.AddTypeReference(netStandard, metadata.GetOrAddString(ns), metadata.GetOrAddString(name));
        }

        return handle;
    }

    public MemberReferenceHandle Constructor(string ns, string name, params IlType[] parameters) =>
        metadata.AddMemberReference(
            Type(ns, name), metadata.GetOrAddString(".ctor"), Signatures.Method(metadata, IlType.Void, parameters, isInstance: true));

    public EntityHandle Member(ExternalMember member)
    {
        if (!members.TryGetValue(member, out var handle))
        {
            members[member] = handle = Add(member);
        }

        return handle;
    }

    private MemberReferenceHandle Add(ExternalMember member) => member switch
    {
        ExternalMember.EnsureSufficientExecutionStack =>
            Static("System.Runtime.CompilerServices", "RuntimeHelpers", "EnsureSufficientExecutionStack", IlType.Void),
        ExternalMember.DoubleToInt64Bits => Static("System", "BitConverter", "DoubleToInt64Bits", IlType.Int64, IlType.Float64),
        ExternalMember.Int64BitsToDouble => Static("System", "BitConverter", "Int64BitsToDouble", IlType.Float64, IlType.Int64),
        ExternalMember.BufferMemoryCopy => Static(
            "System", "Buffer", "MemoryCopy", IlType.Void, IlType.VoidPointer, IlType.VoidPointer, IlType.UInt64, IlType.UInt64),
        ExternalMember.MathAbs => Static("System", "Math", "Abs", IlType.Float64, IlType.Float64),
        ExternalMember.MathMax => Static("System", "Math", "Max", IlType.Float64, IlType.Float64, IlType.Float64),
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, "not a member of the base library"),
    };

    private MemberReferenceHandle Static(string ns, string type, string name, IlType result, params IlType[] parameters) =>
        metadata.AddMemberReference(Type(ns, type), metadata.GetOrAddString(name), Signatures.Method(metadata, result, parameters));
}
