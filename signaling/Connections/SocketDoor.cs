using Onair.Api.BroadcastSites;
using Onair.Signaling.Messages;

namespace Onair.Signaling.Connections;

/// <summary>Why a page may not open a socket.</summary>
/// <param name="Status">The HTTP status for who opens no WebSocket.</param>
/// <param name="Metric">The reason in the metrics.</param>
/// <param name="Code">
/// The close code. A browser hides the status of a refused handshake from the page (https://websockets.spec.whatwg.org/#feedback-from-the-protocol), so
/// the service accepts the socket and closes it. Null: the page need not know more than that the service is away.
/// </param>
internal sealed record SocketRefusal(int Status, string Metric, CloseCode? Code = null)
{
    /// <summary>Why, for the developer of the page.</summary>
    public string Sentence => Code == CloseCode.UnknownSite ? "there is no such BroadcastSite" : "the origin is not one of allowedOrigins";
}

/// <summary>Decides who may open a socket. A pure function.</summary>
internal static class SocketDoor
{
    /// <summary>Why a page may not come in; null if it may.</summary>
    /// <param name="site">The site that it names; null if there is none.</param>
    /// <param name="unready">Why the service does not know its sites; null if it does.</param>
    /// <param name="origin">Where the page is from.</param>
    /// <param name="speaks">It opens a WebSocket with the protocol.</param>
    public static SocketRefusal? Refuses(BroadcastSite? site, string? unready, string origin, bool speaks)
    {
        if (site is null && unready is not null) return new(StatusCodes.Status503ServiceUnavailable, "unready");
        if (site is null) return new(StatusCodes.Status404NotFound, "site", CloseCode.UnknownSite);
        if (!site.Spec.AllowedOrigins.Contains(origin)) return new(StatusCodes.Status403Forbidden, "origin", CloseCode.Forbidden);
        return speaks ? null : new(StatusCodes.Status400BadRequest, "protocol");
    }
}
