using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway;

/// <summary>The account and region that appear in ARNs; nothing is called there.</summary>
public sealed class AwsOptions
{
    public const string SectionName = "Aws";

    /// <value>Default <c>us-east-1</c>.</value>
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Region { get; set; } = "us-east-1";

    /// <value>Default <c>123456789012</c>.</value>
    [RegularExpression("^[0-9]{12}$")]
    public string AccountId { get; set; } = "123456789012";
}

[OptionsValidator]
public sealed partial class AwsOptionsValidator : IValidateOptions<AwsOptions>;
