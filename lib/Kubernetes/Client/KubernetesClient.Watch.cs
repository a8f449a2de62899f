using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

public sealed partial class KubernetesClient
{
    /// <summary>Every change after <paramref name="resourceVersion"/>, bookmarks included, until the server ends the watch.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="resourceVersion">The version of a list or of an earlier event.</param>
    /// <param name="options">Selectors.</param>
    /// <param name="timeout">When the server ends the watch; a random five to ten minutes when null, so that watches do not all end at once.</param>
    /// <param name="cancellationToken">Ends the watch at once.</param>
    /// <exception cref="ApiException">The server refused, at once or within the stream; 410 when the version is too old.</exception>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type,
        string? ns,
        string resourceVersion,
        ListOptions? options = null,
        TimeSpan? timeout = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var seconds = timeout?.TotalSeconds ?? Random.Shared.Next(300, 600);
        var path = ApiPath.For(type, ns).With(
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("resourceVersion", resourceVersion),
            ("timeoutSeconds", Math.Max(1, (int)seconds).ToString(CultureInfo.InvariantCulture)),
            ("labelSelector", options?.LabelSelector),
            ("fieldSelector", options?.FieldSelector));
        using var response = await SendAsync(new ApiRequest("watch", type.Plural, HttpMethod.Get, path), cancellationToken);
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken), new StreamPipeReaderOptions(bufferSize: 16 * 1024));
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (WatchEventReader.TryReadLine(ref buffer, out var line))
                {
                    if (!line.IsEmpty) yield return WatchEventReader.Parse(line, type, path);
                }
                // An incomplete last line was cut off; the event comes again after a reconnect.
                if (result.IsCompleted) yield break;
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }
}
