using Onair.Signaling.Accounting;
using Onair.Signaling.Ice;
using Onair.Signaling.Replicas;
using Onair.Signaling.Sites;
using Onair.Signaling.State;
using Onair.Signaling.Tokens;

namespace Onair.Signaling.Connections;

/// <summary>What every socket uses.</summary>
internal sealed record ConnectionServices(
    SignalingSettings Settings, Database Database, ISites Sites, VisitorTokens Tokens, IceServerBuilder Ice, ConnectionRegistry Connections, Heartbeat Heartbeat, Replica Replica,
    BeaconBuffer Beacons, TimeProvider Time);
