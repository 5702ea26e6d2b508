using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Tokens;

/// <summary>The members of a JSON object, one after the other, without a copy of anything.</summary>
/// <exception cref="JsonException">It is not one JSON object.</exception>
internal ref struct TokenPart
{
    private Utf8JsonReader _json;
    private Utf8JsonReader _name;

    public TokenPart(ReadOnlySpan<byte> json)
    {
        _json = new Utf8JsonReader(json);
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
    }

    /// <summary>Steps to the next member; false after the last.</summary>
    public bool ReadMember()
    {
        if (_json.CurrentDepth > 0)
            _json.Skip(); // what of the member before nobody read
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
            return _json.Read(); // something after the object is an exception

        _name = _json;
        return _json.Read();
    }

    public readonly bool IsNamed(ReadOnlySpan<byte> name) => _name.ValueTextEquals(name);

    public readonly bool IsText() => _json.TokenType == JsonTokenType.String;

    public readonly bool IsText(string text) => IsText() && _json.ValueTextEquals(text);

    /// <summary>Whether the value is the text, or an array that holds it.</summary>
    public bool HoldsText(string text)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            return IsText(text);

        var found = false;
        var depth = _json.CurrentDepth;
        while (_json.Read() && !(_json.TokenType == JsonTokenType.EndArray && _json.CurrentDepth == depth))
            found |= IsText(text);
        return found;
    }

    /// <summary>Whether the value is a number that can be an instant.</summary>
    public readonly bool TryReadInstant(out DateTimeOffset instant)
    {
        var valid = _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var seconds)
            && seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        instant = valid ? DateTimeOffset.FromUnixTimeSeconds(_json.GetInt64()) : default;
        return valid;
    }
}
