using System.Text;

namespace Tollgate.Local.ApiGateway;

public static class PlainAnswer
{
    /// <summary>The fixed answer of HTTP and WebSocket APIs: <c>{"message":"Forbidden"}</c>.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string message)
    {
        var body = Encoding.ASCII.GetBytes($$"""{"message":"{{message}}"}""");
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        if (http.Request.Method != "HEAD")
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
