using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using PgParser.Translator.Il;

namespace PgParser.Translator.Metadata;

/// <summary>
/// The two exceptions of the generated assembly: <c>WasmTrap(reason, detail)</c> for what WebAssembly or the module
/// cannot go on from, and <c>WasmLongjmp</c>, which never leaves the generated code.
/// </summary>
internal sealed class ExceptionTypes(MetadataBuilder metadata, BaseLibrary library, int firstMethodRow, int firstFieldRow)
{
    private const int TrapRow = 3; // after <Module> and the class
    private const int LongjmpRow = 4;

    public int LastTypeRow => LongjmpRow;

    public EntityHandle Type(ExternalType type) => MetadataTokens.TypeDefinitionHandle(type == ExternalType.Trap ? TrapRow : LongjmpRow);

    public EntityHandle? Constructor(ExternalMember member) => member switch
    {
        ExternalMember.NewTrap => MetadataTokens.MethodDefinitionHandle(firstMethodRow),
        ExternalMember.NewLongjmp => MetadataTokens.MethodDefinitionHandle(firstMethodRow + 1),
        _ => null,
    };

    public void Write(string ns, MethodBodyStreamEncoder bodies)
    {
        WriteType(ns, "WasmTrap", firstFieldRow, firstMethodRow);
        WriteType(ns, "WasmLongjmp", firstFieldRow + 1, firstMethodRow + 1);
        WriteTrapConstructor(bodies);
        WriteLongjmpConstructor(bodies);
    }

    /// <summary>Written last, as fields have the order of their types.</summary>
    public void WriteFields() =>
        metadata.AddFieldDefinition(
            FieldAttributes.Assembly | FieldAttributes.InitOnly,
            metadata.GetOrAddString("Detail"),
            Signatures.Field(metadata, type => type.Int32()));

    private void WriteType(string ns, string name, int fieldRow, int methodRow) =>
        metadata.AddTypeDefinition(
            TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            metadata.GetOrAddString(ns),
            metadata.GetOrAddString(name),
            library.Type("System", "Exception"),
            MetadataTokens.FieldDefinitionHandle(fieldRow),
            MetadataTokens.MethodDefinitionHandle(methodRow));

    private void WriteTrapConstructor(MethodBodyStreamEncoder bodies)
    {
        var code = new InstructionEncoder(new BlobBuilder());
        code.LoadArgument(0);
        code.LoadArgument(1);
        code.Call(library.Constructor("System", "Exception", IlType.String));
        code.LoadArgument(0);
        code.LoadArgument(2);
        code.OpCode(ILOpCode.Stfld);
        code.Token(MetadataTokens.FieldDefinitionHandle(firstFieldRow));
        code.OpCode(ILOpCode.Ret);
        WriteConstructor(bodies.AddMethodBody(code), IlType.String, IlType.Int32);
    }

    private void WriteLongjmpConstructor(MethodBodyStreamEncoder bodies)
    {
        var code = new InstructionEncoder(new BlobBuilder());
        code.LoadArgument(0);
        code.Call(library.Constructor("System", "Exception"));
        code.OpCode(ILOpCode.Ret);
        WriteConstructor(bodies.AddMethodBody(code));
    }

    private void WriteConstructor(int body, params IlType[] parameters) =>
        metadata.AddMethodDefinition(
            MethodAttributes.Assembly | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            MethodImplAttributes.IL | MethodImplAttributes.Managed,
            metadata.GetOrAddString(".ctor"),
            Signatures.Method(metadata, IlType.Void, parameters, isInstance: true),
            body,
            MetadataTokens.ParameterHandle(1));
}
