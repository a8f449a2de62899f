using System.Security.Cryptography;
using System.Text;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaPackage;

/// <summary>CDN authorization: manifests and segments of an endpoint that uses it return 403 without the CDN's header.</summary>
internal sealed class CdnAuthorizationMiddleware(MediaPackageAccount account, ICdnIdentifiers identifiers)
{
    /// <summary>What a CDN sends; its name is AWS's.</summary>
    public const string Header = "X-MediaPackage-CDNIdentifier";

    private const string Prefix = "/out/v1/";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (SecretOf(context.Request.Path.Value ?? "") is { } secret && !IsKnown(context.Request.Headers[Header].ToString(), secret))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return;
        }

        await next(context);
    }

    private string? SecretOf(string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var token = path[Prefix.Length..].Split('/')[0];
        var endpoint = account.Endpoints.Rows.FirstOrDefault(e => e.Token == token);
        return endpoint?.Settings.Text("authorization.cdnIdentifierSecret");
    }

    private bool IsKnown(string sent, string secret) => identifiers.Of(secret).Any(known =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(known)));
}
