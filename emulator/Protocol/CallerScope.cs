namespace Onair.Emulator.Protocol;

/// <summary>The service a request is signed for.</summary>
public static class CallerScope
{
    /// <summary>Fourth part of the credential scope <c>key/date/region/service/aws4_request</c>; null for an unsigned request.</summary>
    public static string? Service(HttpContext context)
    {
        const string marker = "Credential=";
        var header = context.Request.Headers.Authorization.ToString();
        var start = header.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0) return null;
        var scope = header[(start + marker.Length)..].Split(',')[0].Split('/');
        return scope.Length == 5 ? scope[3] : null;
    }
}
