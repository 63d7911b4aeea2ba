using System.Text.Json;
using LoraParity.Diagnostics;
using RawEntry = LoraParity.Safetensors.SafetensorsHeader.RawEntry;

namespace LoraParity.Safetensors;

/// <summary>Reads the header's JSON token by token, so that repeated names are seen.</summary>
internal ref struct SafetensorsHeaderReader
{
    private readonly string _path;
    private readonly List<RawEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(string path, ReadOnlySpan<byte> json)
    {
        _path = path;
        _json = new Utf8JsonReader(json);
    }

    /// <summary>All entries in the header's order, unchecked, and the metadata.</summary>
    public static (IReadOnlyList<RawEntry> Entries, IReadOnlyDictionary<string, string> Metadata) Read(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new SafetensorsHeaderReader(path, json);
            reader.ReadAll();
            return (reader._entries, reader._metadata);
        }
        catch (JsonException exception)
        {
            throw new InputException($"The header of '{path}' is not valid JSON at byte {exception.BytePositionInLine ?? 0} of line {(exception.LineNumber ?? 0) + 1}; the file is damaged or not a safetensors file.");
        }
        catch (InvalidOperationException)
        {
            throw new InputException($"The header of '{path}' is not valid UTF-8; the file is damaged or not a safetensors file.");
        }
    }

    private void ReadAll()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Fail("must be a JSON object that maps tensor names to their dtype, shape and data_offsets");
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var name = _json.GetString()!;
            if (!_names.Add(name))
                throw Fail($"names the tensor '{name}' twice");
            _json.Read();
            if (name == SafetensorsHeader.MetadataKey)
                ReadMetadata();
            else
                _entries.Add(ReadEntry(name));
        }

        _json.Read();
    }

    private void ReadMetadata()
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Fail($"has a '{SafetensorsHeader.MetadataKey}' that is not an object of strings");
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var key = _json.GetString()!;
            _json.Read();
            if (_json.TokenType != JsonTokenType.String)
                throw Fail($"has a '{SafetensorsHeader.MetadataKey}' whose value of '{key}' is not a string");
            _metadata[key] = _json.GetString()!;
        }
    }

    private RawEntry ReadEntry(string name)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Fail($"describes the tensor '{name}' by something other than an object");
        string? dtype = null;
        long[]? shape = null, offsets = null;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var field = _json.GetString()!;
            _json.Read();
            switch (field)
            {
                case "dtype": dtype = ReadText(name, field); break;
                case "shape": shape = ReadNumbers(name, field); break;
                case "data_offsets": offsets = ReadNumbers(name, field); break;
                default: _json.Skip(); break;
            }
        }

        var missing = dtype is null ? "dtype" : shape is null ? "shape" : offsets is null ? "data_offsets" : null;
        if (missing is not null)
            throw Fail($"gives no '{missing}' for the tensor '{name}'");
        if (offsets!.Length != 2)
            throw Fail($"gives {offsets.Length} data_offsets for the tensor '{name}' where 2 were expected");
        return new RawEntry(name, dtype!, shape!, offsets[0], offsets[1]);
    }

    private readonly string ReadText(string name, string field) =>
        _json.TokenType == JsonTokenType.String
            ? _json.GetString()!
            : throw Fail($"gives a '{field}' for the tensor '{name}' that is not a string");

    private long[] ReadNumbers(string name, string field)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Fail($"gives a '{field}' for the tensor '{name}' that is not a list of whole numbers");
        var numbers = new List<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number))
                throw Fail($"gives a '{field}' for the tensor '{name}' that is not a list of whole numbers");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private readonly InputException Fail(string what) => new($"The header of '{_path}' {what}.");
}
