using Onair.Connectors;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>Plans for a small picture, from loopback to a server on loopback.</summary>
internal static class TestPlan
{
    public static ConnectorPlan Of(string target, params PlannedSource[] sources) => new()
    {
        Sources = sources,
        Targets = [target],
        Width = 640,
        Height = 360,
        FrameRate = 30,
        VideoBitrate = 1_000_000,
        AudioBitrate = 128_000,
        AllowedCidrs = ["127.0.0.0/8"],
        TrustedTargets = true,
    };
}
