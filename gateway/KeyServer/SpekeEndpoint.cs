using System.Security.Cryptography;
using System.Text;

namespace Onair.Gateway.KeyServer;

/// <summary>Serves packagers over SPEKE v1.</summary>
internal sealed partial class SpekeEndpoint(KeyServerSettings settings, ContentKeys keys, ILogger<SpekeEndpoint> logger)
{
    public const string SecretHeader = "X-Onair-Speke-Secret";

    /// <summary>The largest request body. A request with every period of a rotation is much smaller.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private readonly byte[] _secret = Hash(settings.CallerSecret);

    public async Task CopyProtectionAsync(HttpContext context)
    {
        if (!await IsCallerAsync(context)) return;
        using var body = new MemoryStream();
        if (!await ReadAsync(context.Request, body, context.RequestAborted))
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "too_large", $"the body must not be longer than {MaxBodyBytes} bytes");
            return;
        }
        try
        {
            var request = SpekeRequest.Read(body);
            var answer = SpekeResponse.Of(request, keys);
            KeyServerMetrics.SpekeRequests.Add(1, new KeyValuePair<string, object?>("outcome", "ok"));
            LogAnswered(request.ContentId, string.Join(',', request.Periods.Values.Distinct().Order()));
            context.Response.ContentType = "application/xml";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        }
        catch (SpekeException e)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "bad_request", e.Message);
        }
    }

    /// <summary>SPEKE's heartbeat: confirms that a key server is listening.</summary>
    public async Task HeartbeatAsync(HttpContext context)
    {
        if (await IsCallerAsync(context)) await context.Response.WriteAsync("ok", context.RequestAborted);
    }

    private async Task<bool> IsCallerAsync(HttpContext context)
    {
        context.Response.Headers["Speke-User-Agent"] = "Onair";
        context.Response.Headers.CacheControl = "no-store";
        var given = context.Request.Headers[SecretHeader].ToString();
        // Hashes have equal length, so the time of the comparison reveals neither the length nor the position of a difference.
        if (CryptographicOperations.FixedTimeEquals(Hash(given), _secret)) return true;
        await RefuseAsync(context, StatusCodes.Status401Unauthorized, "unauthorized", $"the header {SecretHeader} is {(given.Length == 0 ? "missing" : "wrong")}");
        return false;
    }

    private static async Task<bool> ReadAsync(HttpRequest request, MemoryStream body, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBodyBytes) return false;
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (body.Length + read > MaxBodyBytes) return false;
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        body.Position = 0;
        return true;
    }

    private Task RefuseAsync(HttpContext context, int status, string outcome, string reason)
    {
        KeyServerMetrics.SpekeRequests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        LogRefused(status, reason);
        return TextResponse.WriteAsync(context, status, reason);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
