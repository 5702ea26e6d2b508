namespace Tollgate.Local.ApiGateway.Lambda.RuntimeApi;

public static class PostedBody
{
    /// <summary>The whole body, or null when it is larger than Lambda allows.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > PayloadLimit.Bytes)
            return null;

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > PayloadLimit.Bytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
