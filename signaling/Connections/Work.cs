using Onair.Signaling.Messages;

namespace Onair.Signaling.Connections;

/// <summary>What a socket has to do next. One after the other: what a page sees is in order.</summary>
internal abstract record Work
{
    /// <summary>A frame arrived.</summary>
    internal sealed record Frame(byte[] Bytes) : Work;

    /// <summary>Look at the state again.</summary>
    internal sealed record Refresh : Work;

    /// <summary>Look at the presence of those users again that are due.</summary>
    internal sealed record Presence : Work;

    /// <summary>Record what is on, if the last change still waits.</summary>
    internal sealed record Media : Work;

    /// <summary>Send a message of another participant.</summary>
    internal sealed record Relay(ServerMessage Message) : Work;

    /// <summary>Close the socket.</summary>
    internal sealed record Close(CloseCode Code, string Reason) : Work;
}
