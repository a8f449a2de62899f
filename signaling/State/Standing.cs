using Onair.Signaling.Messages;

namespace Onair.Signaling.State;

/// <summary>What the table says of a participant.</summary>
/// <param name="Epoch">That of its newest socket.</param>
/// <param name="HasEnded">Everything that it had is over.</param>
internal sealed record Standing(long Epoch, bool HasEnded)
{
    /// <summary>Why a socket with this epoch must close; null if it is the participant's.</summary>
    public CloseCode? Closing(long epoch) =>
        Epoch > epoch ? CloseCode.Replaced
        // The page says hello again, and becomes a new participant.
        : HasEnded ? CloseCode.Restart
        : null;
}
