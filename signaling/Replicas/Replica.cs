using Onair.Signaling.Messages;

namespace Onair.Signaling.Replicas;

/// <summary>This process among its replicas: a new id after each start.</summary>
internal sealed class Replica
{
    public string Id { get; } = Ids.New();
}
