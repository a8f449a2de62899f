using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Api.Connectors;

namespace Onair.Operator.Connectors.Pods;

/// <summary>What a pod requests when its connector does not say: a browser, a capture and an encoder grow with the picture. A pure function.</summary>
internal static class PodResources
{
    private const double Reference = 1280d * 720 * 30;

    /// <summary>The pod's requests. There is no CPU limit: a throttled encoder drops frames.</summary>
    public static JsonObject Requests(ConnectorSpec spec)
    {
        var share = spec.Video.Width * spec.Video.Height * spec.Video.FrameRate / Reference;
        return new()
        {
            ["cpu"] = spec.Resources?.Cpu ?? string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Ceiling(250 + 1000 * share)}m"),
            ["memory"] = spec.Resources?.Memory ?? string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Ceiling(512 + 384 * share)}Mi"),
        };
    }
}
