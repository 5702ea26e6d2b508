namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>The facade's answers, word for word as its contract has them.</summary>
public static class FacadeAnswers
{
    public const string Allow =
        """
        {"decision":"allow","decisionId":"d-1","principal":"alice@example.com","roles":["IT","Finance"],"resource":"/blog","replayed":false,
         "quota":{"day":"2026-11-22","limit":50,"used":12,"remaining":38,"resetsAt":"2026-11-23T00:00:00Z","version":13}}
        """;

    public static readonly (string, string)[] AllowHeaders =
        [("RateLimit-Policy", "\"daily\";q=50;w=86400"), ("RateLimit", "\"daily\";r=38;t=43200")];

    public static readonly (string, string)[] QuotaHeaders =
        [("RateLimit-Policy", "\"daily\";q=50;w=86400"), ("RateLimit", "\"daily\";r=0;t=43200"), ("Retry-After", "43200")];

    public const string Unauthenticated =
        """{"type":"about:blank","title":"Unauthorized","status":401,"detail":"The token is not valid","reason":"unauthenticated"}""";

    public const string RoleNotAllowed =
        """
        {"type":"about:blank","title":"Forbidden","status":403,"detail":"Your role may not call GET /blog",
         "reason":"role-not-allowed","decisionId":"d-3","principal":"carol@example.com"}
        """;

    public const string QuotaExhausted =
        """
        {"type":"about:blank","title":"Too Many Requests","status":429,
         "detail":"Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z",
         "reason":"quota-exhausted","decisionId":"d-2","principal":"alice@example.com",
         "quota":{"day":"2026-11-22","limit":50,"used":50,"remaining":0,"resetsAt":"2026-11-23T00:00:00Z","version":52}}
        """;

    public const string InvalidPath =
        """{"type":"about:blank","title":"Unprocessable","status":422,"detail":"The path is not valid","reason":"invalid-path"}""";

    public const string Overloaded =
        """{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Too many calls wait","reason":"overloaded"}""";
}
