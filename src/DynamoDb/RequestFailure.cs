using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Tollgate.DynamoDb;

/// <summary>What a failed request means: in words, and for what it was to do.</summary>
internal static class RequestFailure
{
    private static readonly string[] RefusedCredentials =
        ["UnrecognizedClientException", "InvalidSignatureException", "IncompleteSignature", "MissingAuthenticationToken", "ExpiredTokenException", "InvalidClientTokenId"];

    private static readonly string[] Throttled =
        ["ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded", "Throttling"];

    /// <summary>Whether DynamoDB or the SDK could not do it; anything else is a fault of ours.</summary>
    public static bool IsOfDynamoDb(this Exception failure) =>
        failure is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or IOException or OperationCanceledException;

    public static bool IsThrottling(this Exception failure) =>
        failure is AmazonServiceException { ErrorCode: { } code } && Throttled.Contains(code);

    /// <summary>
    /// Whether this one request surely changed nothing: it was refused, or never left. After a time-out, a lost answer or a fault of the service
    /// nobody knows.
    /// </summary>
    public static bool IsNothingWritten(this Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode.Length: > 0, StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => true,
        AmazonServiceException => false,
        AmazonClientException => true, // the SDK could not even sign it
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => true,
        _ => false,
    };

    public static string Describe(this Exception failure, string place, string? table = null) => failure switch
    {
        ResourceNotFoundException => $"There is no table '{table}' in {place}.",
        AmazonServiceException { ErrorCode: { } code } when RefusedCredentials.Contains(code) => $"{place} does not know the credentials: {Line(failure)}.",
        AmazonServiceException { ErrorCode: "AccessDeniedException" } => $"{place} does not allow it: {Line(failure)}.",
        AmazonServiceException { ErrorCode.Length: > 0 } => $"{place} refused: {Line(failure)}.",
        TimeoutException or OperationCanceledException => $"{place} did not answer in time.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            $"{place} cannot be found: {Line(failure.InnerException ?? failure)}. Is DynamoDb:Region, or DynamoDb:ServiceUrl, right?",
        HttpRequestException { InnerException: SocketException socket } => $"{place} cannot be reached: {Line(socket)}.",
        AmazonClientException when failure.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) =>
            $"No AWS credentials were found for {place}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the task a role.",
        _ => $"{place} failed: {Line(failure)}.",
    };

    private static string Line(Exception failure) => failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
