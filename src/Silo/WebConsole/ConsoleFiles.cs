using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.WebConsole;

/// <summary>
/// Serves the built app under <c>/console</c>: its files, compressed when it was built; <c>config.json</c> from the settings; and for every other
/// path the app itself, which knows its own pages.
/// </summary>
internal static class ConsoleFiles
{
    private const string Path = "/console";
    private const string Page = "/index.html";
    private const string Assets = "/assets";
    private const string Brotli = ".br";

    public static void MapConsole(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        var folder = System.IO.Path.GetFullPath(options.Path);
        if (!File.Exists(folder + Page))
            return;

        var configuration = ConsoleConfiguration.Of(options, app.Services.GetRequiredService<IOptions<AuthOptions>>().Value);
        var files = new PhysicalFileProvider(folder);
        app.Map(Path, console =>
        {
            console.Use((context, next) => AnswerAsync(context, next, configuration, files));
            console.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new ContentTypes(), OnPrepareResponse = Prepare });
        });
    }

    private static Task AnswerAsync(HttpContext context, RequestDelegate next, ConsoleConfiguration configuration, PhysicalFileProvider files)
    {
        ConsoleSecurity.Write(context.Response.Headers, configuration);
        var request = context.Request;
        if (!request.Path.HasValue)
        {
            // The app's files are named from here.
            context.Response.Redirect(request.PathBase + "/" + request.QueryString);
            return Task.CompletedTask;
        }

        if (request.Path == "/config.json")
            return JsonAnswer.Of(configuration, ConsoleJson.Default.ConsoleConfiguration).ExecuteAsync(context);
        if (!request.Path.StartsWithSegments(Assets) && !files.GetFileInfo(request.Path).Exists)
            request.Path = Page;
        if (request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && files.GetFileInfo(request.Path + Brotli).Exists)
            request.Path += Brotli;
        return next(context);
    }

    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.Vary = "Accept-Encoding";
        if (file.File.Name.EndsWith(Brotli, StringComparison.Ordinal))
            headers.ContentEncoding = "br";
        // The name of an asset holds a hash of what is in it; the page is asked for every time.
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments(Assets) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    // A compressed file is of the type of what it was made of.
    private sealed class ContentTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _known = new();

        public bool TryGetContentType(string subpath, out string contentType) =>
            _known.TryGetContentType(subpath.EndsWith(Brotli, StringComparison.Ordinal) ? subpath[..^Brotli.Length] : subpath, out contentType!);
    }
}
