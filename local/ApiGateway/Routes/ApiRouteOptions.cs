using System.ComponentModel.DataAnnotations;

namespace Tollgate.Local.ApiGateway.Routes;

public enum AuthorizationType
{
    /// <summary>The authorizer decides.</summary>
    Custom,

    /// <summary>Open to everybody.</summary>
    None,
}

/// <summary>A method of the API, answered by a mock integration.</summary>
public sealed class ApiRouteOptions
{
    /// <summary>An HTTP API's route for every method that its path has no route of its own for.</summary>
    public const string Any = "ANY";

    /// <summary>An HTTP API's route for whatever no other route is for.</summary>
    public const string CatchAll = "$default";

    /// <value>Default <c>GET</c>.</value>
    [Required, RegularExpression("^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY)$", ErrorMessage = "is not ANY or one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")]
    public string Method { get; set; } = "GET";

    /// <summary>Path below the stage: <c>/blog</c>, <c>/orders/{id}</c>, <c>/files/{rest+}</c>; or <c>$default</c>.</summary>
    [RegularExpression(@"^(\$default|/|(/([A-Za-z0-9._~:@!$&'()*+,;=-]+|\{[A-Za-z0-9_]+\}))*(/([A-Za-z0-9._~:@!$&'()*+,;=-]+|\{[A-Za-z0-9_]+\+?\})))$", ErrorMessage = "is not like /blog, /orders/{{id}} or /files/{{rest+}}")]
    [Required]
    public string Path { get; set; } = "";

    /// <value>Default <c>CUSTOM</c>; or <c>NONE</c>.</value>
    public AuthorizationType AuthorizationType { get; set; }

    /// <value>Default 200.</value>
    [Range(200, 599)]
    public int MockStatus { get; set; } = 200;

    public string MockBody { get; set; } = "{}";

    /// <summary>
    /// Headers of the mock answer: <c>method.response.header.NAME</c> of a REST API, <c>overwrite.header.NAME</c> of an HTTP API (with a dot where
    /// CloudFormation has a colon, which no configuration key can hold), and what they are taken from, as in gateway responses.
    /// </summary>
    public Dictionary<string, string> ResponseParameters { get; set; } = [];

    public static ApiRouteOptions Blog => new()
    {
        Path = "/blog",
        MockBody = """{"statusCode":200,"message":"Hello from API Gateway!"}""",
    };
}
