using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using PgParser.Translator.Il;
using PgParser.Translator.Translation;

namespace PgParser.Translator.Metadata;

/// <summary>Writes the assembly. The same input gives the same bytes: the module's id is a hash of its content.</summary>
internal sealed class AssemblyWriter : ITokens
{
    private readonly MetadataBuilder metadata = new();
    private readonly BlobBuilder ilStream = new();
    private readonly BlobBuilder mappedData = new();
    private readonly MethodBodyStreamEncoder bodies;
    private readonly BaseLibrary library;
    private readonly TranslatedModule module;
    private readonly AssemblyNames names;
    private readonly Dictionary<IlMethod, int> methodRows = [];
    private readonly Dictionary<IlData, int> fieldRows = [];
    private readonly ExceptionTypes exceptions;

    private AssemblyWriter(TranslatedModule module, AssemblyNames names)
    {
        this.module = module;
        this.names = names;
        bodies = new MethodBodyStreamEncoder(ilStream);
        library = new BaseLibrary(metadata);
        foreach (var method in AllMethods)
        {
            methodRows.Add(method, methodRows.Count + 1);
        }

        foreach (var data in module.Data)
        {
            fieldRows.Add(data, Constants.Length + fieldRows.Count + 1);
        }

        exceptions = new ExceptionTypes(metadata, library, methodRows.Count + 1, Constants.Length + fieldRows.Count + 1);
    }

    private IEnumerable<IlMethod> AllMethods => module.EntryPoints.Concat(module.Methods);

    private (string Name, int Value)[] Constants =>
    [
        ("MemorySize", module.Layout.MemorySize),
        ("HeaderSize", module.Layout.HeaderSize),
        ("GuardSize", MemoryLayout.GuardSize),
    ];

    public static byte[] Write(TranslatedModule module, AssemblyNames names) => new AssemblyWriter(module, names).Run();

    int ITokens.Of(IlMethod method) => MetadataTokens.GetToken(MetadataTokens.MethodDefinitionHandle(methodRows[method]));

    int ITokens.Of(IlData data) => MetadataTokens.GetToken(MetadataTokens.FieldDefinitionHandle(fieldRows[data]));

    int ITokens.Of(string text) => MetadataTokens.GetToken(metadata.GetOrAddUserString(text));

    int ITokens.Of(ExternalMember member) => MetadataTokens.GetToken(exceptions.Constructor(member) ?? library.Member(member));

    int ITokens.Of(IlSignature signature) =>
        MetadataTokens.GetToken(metadata.AddStandaloneSignature(Signatures.Method(metadata, signature.Result, signature.Parameters)));

    private byte[] Run()
    {
        WriteAssembly();
        WriteClass();
        exceptions.Write(names.Namespace, bodies);
        WriteData();
        return Serialize();
    }

    private void WriteAssembly()
    {
        metadata.AddModule(
            0, metadata.GetOrAddString(names.Assembly + ".dll"), metadata.ReserveGuid().Handle, default, default);
        var assembly = metadata.AddAssembly(
            metadata.GetOrAddString(names.Assembly), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.Sha256);
        foreach (var friend in names.Friends)
        {
            AddAttribute(assembly, "System.Runtime.CompilerServices", "InternalsVisibleToAttribute", friend);
        }

        AddAttribute(assembly, "System.Runtime.Versioning", "TargetFrameworkAttribute", ".NETStandard,Version=v2.0");
        AddAttribute(EntityHandle.ModuleDefinition, "System.Security", "UnverifiableCodeAttribute");
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
    }

    private void AddAttribute(EntityHandle parent, string ns, string name, string? argument = null)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).CustomAttributeSignature(
            fixedArguments =>
            {
                if (argument is not null)
                {
                    fixedArguments.AddArgument().Scalar().Constant(argument);
                }
            },
            named => named.Count(0));
        IlType[] parameters = argument is null ? [] : [IlType.String];
        metadata.AddCustomAttribute(parent, library.Constructor(ns, name, parameters), metadata.GetOrAddBlob(blob));
    }

    private void WriteClass()
    {
        metadata.AddTypeDefinition(
            TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            metadata.GetOrAddString(names.Namespace),
            metadata.GetOrAddString(names.Class),
            library.Type("System", "Object"),
            MetadataTokens.FieldDefinitionHandle(1),
            MetadataTokens.MethodDefinitionHandle(1));
        foreach (var (name, value) in Constants)
        {
            var field = metadata.AddFieldDefinition(
                FieldAttributes.Assembly | FieldAttributes.Static | FieldAttributes.Literal | FieldAttributes.HasDefault,
                metadata.GetOrAddString(name),
                Signatures.Field(metadata, type => type.Int32()));
            metadata.AddConstant(field, value);
        }

        foreach (var method in AllMethods)
        {
            metadata.AddMethodDefinition(
                (module.EntryPoints.Contains(method) ? MethodAttributes.Assembly : MethodAttributes.Private) | MethodAttributes.Static | MethodAttributes.HideBySig,
                MethodImplAttributes.IL | MethodImplAttributes.Managed,
                metadata.GetOrAddString(method.Name),
                Signatures.Method(metadata, method.Result, method.Parameters),
                WriteBody(method),
                MetadataTokens.ParameterHandle(1));
        }
    }

    private int WriteBody(IlMethod method)
    {
        var code = IlEncoder.Encode(method.Code, this, out var offsetOf);
        var locals = method.Locals.Count == 0
            ? default
            : metadata.AddStandaloneSignature(Signatures.Locals(metadata, method.Locals));
        var body = bodies.AddMethodBody(
            code.Length, method.MaxStack, method.Catch is null ? 0 : 1, hasSmallExceptionRegions: method.Catch is not null,
            locals, MethodBodyAttributes.InitLocals);
        new BlobWriter(body.Instructions).WriteBytes(code);
        if (method.Catch is { } region)
        {
            var (start, handler, end) = (offsetOf(region.TryStart), offsetOf(region.HandlerStart), offsetOf(region.HandlerEnd));
            body.ExceptionRegions.AddCatch(start, handler - start, handler, end - handler, exceptions.Type(region.Exception));
        }

        return body.Offset;
    }

    /// <summary>A constant is a static field whose type is a structure of its size.</summary>
    private void WriteData()
    {
        var sizes = module.Data.Select(data => data.Bytes.Length).Distinct().Order().ToList();
        var firstType = exceptions.LastTypeRow + 1;
        foreach (var data in module.Data)
        {
            var type = MetadataTokens.TypeDefinitionHandle(firstType + sizes.IndexOf(data.Bytes.Length));
            var field = metadata.AddFieldDefinition(
                FieldAttributes.Private | FieldAttributes.Static | FieldAttributes.HasFieldRVA,
                metadata.GetOrAddString(data.Name),
                Signatures.Field(metadata, encoder => encoder.Type(type, isValueType: true)));
            mappedData.Align(8);
            metadata.AddFieldRelativeVirtualAddress(field, mappedData.Count);
            mappedData.WriteBytes(data.Bytes);
        }

        mappedData.Align(8);
        exceptions.WriteFields();
        foreach (var size in sizes)
        {
            var type = metadata.AddTypeDefinition(
                TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.ExplicitLayout,
                default, metadata.GetOrAddString($"Bytes{size}"), library.Type("System", "ValueType"),
                MetadataTokens.FieldDefinitionHandle(metadata.GetRowCount(TableIndex.Field) + 1),
                MetadataTokens.MethodDefinitionHandle(metadata.GetRowCount(TableIndex.MethodDef) + 1));
            metadata.AddTypeLayout(type, packingSize: 1, (uint)size);
        }
    }

    private byte[] Serialize()
    {
        var pe = new ManagedPEBuilder(
            new PEHeaderBuilder(imageCharacteristics: Characteristics.ExecutableImage | Characteristics.LargeAddressAware | Characteristics.Dll),
            new MetadataRootBuilder(metadata),
            ilStream,
            mappedData,
            deterministicIdProvider: content => BlobContentId.FromHash(
                ImmutableArray.Create(SHA256.HashData(content.SelectMany(blob => blob.GetBytes().ToArray()).ToArray()))));
        var image = new BlobBuilder();
        pe.Serialize(image);
        return image.ToArray();
    }
}
