using System.ComponentModel.DataAnnotations;

namespace Tollgate.DynamoDb;

/// <summary>How DynamoDB is reached, and what its tables are called.</summary>
public sealed class DynamoDbOptions : IValidatableObject
{
    public const string SectionName = "DynamoDb";

    /// <summary>
    /// An endpoint other than the region's own. One that begins with <c>http://</c> is an emulator, which is sent made-up credentials; one that
    /// begins with <c>https://</c> is AWS', such as a VPC endpoint.
    /// </summary>
    /// <value>None.</value>
    public string? ServiceUrl { get; set; }

    /// <summary>The AWS region, such as <c>eu-central-1</c>.</summary>
    /// <value>What the AWS SDK finds: <c>AWS_REGION</c>, the profile, or the machine's own region.</value>
    public string? Region { get; set; }

    /// <summary>What the name of every table begins with.</summary>
    /// <value>Empty; up to 200 letters, digits, <c>_</c>, <c>-</c> and <c>.</c></value>
    [RegularExpression("[A-Za-z0-9_.-]{0,200}")]
    public string TablePrefix { get; set; } = "";

    /// <summary>Whether missing tables are made at start, with on-demand billing. One that exists is never altered.</summary>
    /// <value>False.</value>
    public bool CreateTables { get; set; }

    /// <summary>How long one request may take, in milliseconds; then it is not known what became of it, and it is sent again.</summary>
    /// <value>1000; 100 to 60,000. Keep it below <c>Quota:DecisionTimeoutMs</c>.</value>
    [Range(100, 60_000)]
    public int RequestTimeoutMs { get; set; } = 1000;

    internal bool IsEmulator => ServiceUrl?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ServiceUrl is not null && !(Uri.TryCreate(ServiceUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"{SectionName}:{nameof(ServiceUrl)} '{ServiceUrl}' is not a URL such as http://localhost:8000.");
    }
}
