using System.ComponentModel.DataAnnotations;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>A method of the API, behind the authorizer, answered by a mock integration.</summary>
public sealed class RouteOptions
{
    /// <value>Default <c>GET</c>. OPTIONS is answered for every path.</value>
    [Required, RegularExpression("^(GET|HEAD|POST|PUT|PATCH|DELETE)$", ErrorMessage = "is not GET, HEAD, POST, PUT, PATCH or DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>Path below the stage: <c>/blog</c>, <c>/orders/{id}</c>, <c>/files/{rest+}</c>.</summary>
    [RegularExpression(@"^(/|(/([A-Za-z0-9._~:@!$&'()*+,;=-]+|\{[A-Za-z0-9_]+\}))*(/([A-Za-z0-9._~:@!$&'()*+,;=-]+|\{[A-Za-z0-9_]+\+?\})))$", ErrorMessage = "is not like /blog, /orders/{{id}} or /files/{{rest+}}")]
    [Required]
    public string Path { get; set; } = "";

    /// <value>Default 200.</value>
    [Range(200, 599)]
    public int MockStatus { get; set; } = 200;

    public string MockBody { get; set; } = "{}";

    public static RouteOptions Blog => new()
    {
        Path = "/blog",
        MockBody = """{"statusCode":200,"message":"Hello from API Gateway!"}""",
    };
}
