using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>Lets the pages of an upload's origin send to it from a browser, and no others.</summary>
internal static class UploadCors
{
    /// <summary>Whether a page may upload.</summary>
    /// <param name="allowed">The upload's <c>cors_origin</c>; <c>*</c> is every origin, empty none.</param>
    /// <param name="origin">The page's.</param>
    public static bool Allows(string allowed, string origin) =>
        allowed == "*" || string.Equals(allowed.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase);

    /// <summary>Headers for the page; nothing for other clients.</summary>
    /// <exception cref="MuxException">The page is of another origin.</exception>
    public static void Apply(HttpContext context, string allowed)
    {
        context.Response.Headers.Vary = "Origin";
        if (context.Request.Headers.Origin is not [{ Length: > 0 } origin]) return;
        if (!Allows(allowed, origin)) throw MuxException.Forbidden("The upload was created for another cors_origin");
        context.Response.Headers.AccessControlAllowOrigin = origin;
        // A script can read Range only when it is exposed here, and needs it to continue.
        context.Response.Headers.AccessControlExposeHeaders = "Range";
    }

    /// <summary>What a page may send.</summary>
    public static void Preflight(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.AccessControlAllowMethods = "PUT";
        context.Response.Headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders is [{ Length: > 0 } asked] ? asked : "Content-Type, Content-Range";
        context.Response.Headers.AccessControlMaxAge = "3600";
    }
}
