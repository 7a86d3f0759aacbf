using System;
using System.Collections.Generic;
using Npgsql;
using NpgsqlTypes;

namespace MigrationSafety.Runtime.Engine;

/// <summary>One statement and its parameters, in the order in which they were asked for.</summary>
internal sealed class Statement
{
    private readonly List<NpgsqlParameter> _parameters = [];

    public string Text { get; set; } = "";

    /// <summary>A value in text form whose type the server takes from the statement: keys of any type.</summary>
    public string Unknown(string value) => Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Unknown });

    public string Value<T>(T value) => Add(new NpgsqlParameter<T> { TypedValue = value });

    public string Texts(string[]? value) => Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });

    public string OptionalText(string? value) => Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

    public string Oid(uint value) => Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Oid });

    public string Interval(TimeSpan value) => Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Interval });

    public NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(Text);
        foreach (var parameter in _parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public NpgsqlCommand ToCommand(NpgsqlConnection connection, NpgsqlTransaction? transaction = null)
    {
        var command = new NpgsqlCommand(Text, connection, transaction);
        foreach (var parameter in _parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private string Add(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return "$" + _parameters.Count;
    }
}
