using Onair.Signaling.State;

namespace Onair.Signaling.Replicas;

/// <summary>The sockets of this replica, as the heartbeat sees them.</summary>
internal interface ISockets
{
    /// <summary>Whether a participant's socket of this epoch is open here.</summary>
    bool IsOpen(ParticipantRow participant);

    /// <summary>Has all sockets look at their state again.</summary>
    void RefreshAll();
}
