using System.Text;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

public static class TokenEvents
{
    public const string Stage = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev";
    public const string BlogArn = Stage + "/GET/blog";

    public static byte[] Blog() => For(BlogArn);

    public static byte[] Blog(string? authorization) => For(BlogArn, authorization);

    public static byte[] For(string methodArn) => For(methodArn, $"Bearer {SampleToken.Text}");

    public static byte[] For(string methodArn, string? authorization) => Encoding.UTF8.GetBytes(
        $$"""{"type":"TOKEN","authorizationToken":{{Quote(authorization)}},"methodArn":{{Quote(methodArn)}}}""");

    private static string Quote(string? text) => text is null ? "null" : $"\"{JsonEncodedText.Encode(text)}\"";
}
