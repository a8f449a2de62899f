using Onair.Signaling.Messages;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>What the other side of a viewing gets.</summary>
internal static class RelayRules
{
    // Ids, names and the object itself.
    private const int SizeOfTheRest = 512;

    /// <summary>About how much memory a message takes while it waits, in characters.</summary>
    public static int SizeOf(ServerMessage message) => SizeOfTheRest + (message.Sdp?.Length ?? 0) + (message.Candidate?.Length ?? 0);

    /// <summary>The message for the other side; null if this side may not send it.</summary>
    public static ServerMessage? Translate(ClientMessage message, ViewingRow viewing, bool fromBroadcaster) => (message.Type, fromBroadcaster) switch
    {
        ("offer", true) or ("answer", false) => new(message.Type!) { Viewing = viewing.Id, Connection = message.Connection, Sdp = message.Sdp },
        ("candidate", _) => new("candidate")
        {
            Viewing = viewing.Id,
            Connection = message.Connection,
            Candidate = message.Candidate,
            SdpMid = message.SdpMid,
            SdpMLineIndex = message.SdpMLineIndex,
            UsernameFragment = message.UsernameFragment,
        },
        ("restart", false) => ViewChanges.OfferWanted(viewing, restart: message.Fresh != true),
        _ => null,
    };
}
