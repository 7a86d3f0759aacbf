using System;
using System.Collections.Generic;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using PgParser.Translator.Il;

namespace PgParser.Translator.Metadata;

/// <summary>Encodes signatures.</summary>
internal static class Signatures
{
    public static BlobHandle Method(
        MetadataBuilder metadata, IlType result, IReadOnlyList<IlType> parameters, bool isInstance = false)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).MethodSignature(isInstanceMethod: isInstance).Parameters(
            parameters.Count,
            returned => Returned(returned, result),
            encoder =>
            {
                foreach (var parameter in parameters)
                {
                    Write(encoder.AddParameter().Type(), parameter);
                }
            });
        return metadata.GetOrAddBlob(blob);
    }

    public static BlobHandle Locals(MetadataBuilder metadata, IReadOnlyList<IlType> locals)
    {
        var blob = new BlobBuilder();
        var encoder = new BlobEncoder(blob).LocalVariableSignature(locals.Count);
        foreach (var local in locals)
        {
            Write(encoder.AddVariable().Type(), local);
        }

        return metadata.GetOrAddBlob(blob);
    }

    public static BlobHandle Field(MetadataBuilder metadata, Action<SignatureTypeEncoder> type)
    {
        var blob = new BlobBuilder();
        type(new BlobEncoder(blob).Field().Type());
        return metadata.GetOrAddBlob(blob);
    }

    private static void Returned(ReturnTypeEncoder encoder, IlType type)
    {
        if (type == IlType.Void)
        {
            encoder.Void();
        }
        else
        {
            Write(encoder.Type(), type);
        }
    }

    private static void Write(SignatureTypeEncoder encoder, IlType type)
    {
        switch (type)
        {
            case IlType.Int32:
                encoder.Int32();
                break;
            case IlType.Int64:
                encoder.Int64();
                break;
            case IlType.UInt64:
                encoder.UInt64();
                break;
            case IlType.Float32:
                encoder.Single();
                break;
            case IlType.Float64:
                encoder.Double();
                break;
            case IlType.Pointer:
                encoder.Pointer().Byte();
                break;
            case IlType.VoidPointer:
                encoder.VoidPointer();
                break;
            case IlType.String:
                encoder.String();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "not a type of a value");
        }
    }
}
