using System.Text.Json.Serialization;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Problems;

/// <summary>Every answer that is not a yes: RFC 9457 problem details with a <c>reason</c> that programs may rely on.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">A fixed name, such as <c>quota-exhausted</c>.</param>
/// <param name="Title">What the reason means, the same for every occurrence.</param>
/// <param name="Detail">This occurrence, for a person.</param>
/// <param name="Type">RFC 9457: <c>about:blank</c>, since the title and the status say it all.</param>
internal sealed record Problem(int Status, string Reason, string Title, string? Detail = null, string Type = "about:blank") : IResult
{
    /// <summary>Names the decision in the log.</summary>
    public string? DecisionId { get; init; }

    /// <summary>Whom the call would have been charged to.</summary>
    public string? Principal { get; init; }

    /// <summary>The charged day as it stands.</summary>
    public QuotaBody? Quota { get; init; }

    /// <summary>Names the call whose outcome was not known in time: ask again with it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Seconds; the <c>Retry-After</c> header.</summary>
    [JsonIgnore]
    public long? RetryAfter { get; init; }

    public static readonly Problem Unauthenticated = new(401, "unauthenticated", "A valid token is needed");
    public static readonly Problem TwoAuthorizationHeaders = new(400, "two-authorization-headers", "More than one Authorization header");
    public static readonly Problem NotAdmin = new(403, "not-admin", "Only administrators may do this");
    public static readonly Problem PreconditionFailed = new(412, "precondition-failed", "It has changed since the version of If-Match");
    public static readonly Problem NotFound = new(404, "not-found", "There is nothing here");
    public static readonly Problem MethodNotAllowed = new(405, "method-not-allowed", "The method does not apply here");
    public static readonly Problem BodyTooLarge = new(413, "body-too-large", "The body is larger than 16 KB");
    public static readonly Problem InternalError = new(500, "internal-error", "Something went wrong here");

    public static readonly Problem Overloaded = Unavailable("overloaded", "More calls are waiting than can be decided in time.");

    public static Problem RoleMapStale => Unavailable("role-map-stale", "The role map could not be confirmed lately.");

    public static Problem BadBody(string detail) => new(400, "bad-body", "The body cannot be read", detail);

    public static Problem Invalid(string reason, string detail) => new(422, reason, "A value is out of its bounds", detail);

    public static Problem Unavailable(string reason, string detail) =>
        new(503, reason, "No decision can be made now", detail) { RetryAfter = 1 };

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext);

    public Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = Challenge(context);
        response.ContentType = "application/problem+json";
        return JsonWriting.WriteAsync(response, this, ProblemJson.Default.Problem);
    }

    // RFC 6750: an error code only where a token was offered.
    private static string Challenge(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0 ? "Bearer realm=\"tollgate\"" : "Bearer realm=\"tollgate\", error=\"invalid_token\"";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
