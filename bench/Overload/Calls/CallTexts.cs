using System.Globalization;
using System.Text;

namespace Tollgate.Overload.Calls;

/// <summary>The requests of one set of tokens as bytes, ready but for the number that makes each a call of its own.</summary>
internal sealed class CallTexts
{
    // The request id ends the body, so the digits are always as far from the end.
    private const string BodyEnd = "\"}";
    private const int Digits = 10;

    private readonly byte[][] _texts;

    public CallTexts(IEnumerable<string> tokens, string path = "/v1/authorize") => _texts = [.. tokens.Select(token => TextOf(token, path))];

    public static string RequestId(int number) => $"c{number.ToString($"D{Digits}", CultureInfo.InvariantCulture)}";

    public static bool TryReadNumber(string requestId, out int number) =>
        int.TryParse(requestId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Writes the call's request into the buffer.</summary>
    public ReadOnlyMemory<byte> Write(int number, Memory<byte> buffer)
    {
        var text = _texts[number % _texts.Length];
        text.CopyTo(buffer);
        number.TryFormat(buffer.Span.Slice(text.Length - BodyEnd.Length - Digits, Digits), out _, $"D{Digits}", CultureInfo.InvariantCulture);
        return buffer[..text.Length];
    }

    private static byte[] TextOf(string token, string path)
    {
        var body = $"{{\"method\":\"GET\",\"path\":\"/blog\",\"requestId\":\"{RequestId(0)}{BodyEnd}";
        return Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: silo\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
