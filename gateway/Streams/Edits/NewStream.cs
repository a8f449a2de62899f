using System.Globalization;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Gateway.Streams.Bodies;

namespace Onair.Gateway.Streams.Edits;

/// <summary>The LiveStream of a request that creates a stream. A pure function.</summary>
internal static class NewStream
{
    /// <param name="body">The request.</param>
    /// <param name="template">The spec that all new streams have in common.</param>
    /// <param name="provider">The chosen provider.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="name">The object's name.</param>
    /// <param name="now">The time of the request.</param>
    public static LiveStream Of(CreateBody body, LiveStreamSpec template, MediaProvider provider, string ns, string name, DateTimeOffset now) => new()
    {
        Metadata = new()
        {
            NamespaceProperty = ns,
            Name = name,
            Annotations = new Dictionary<string, string>
            {
                [Annotations.DisplayName] = body.Name,
                [Annotations.Description] = body.Description ?? "",
                [Annotations.EditedAt] = now.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            },
        },
        Spec = template with
        {
            State = StreamState.Stopped,
            ProviderRef = new() { Name = provider.Metadata.Name! },
            Archive = template.Archive with { SegmentSeconds = body.SegmentLength },
            // As the admission webhook does, which may be off.
            CostGuard = template.CostGuard ?? provider.Spec.StreamDefaults?.CostGuard,
        },
    };
}
