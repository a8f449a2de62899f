using System.Net.Http.Headers;

namespace Onair.Kubernetes.Client;

/// <summary>One request; it can be sent again.</summary>
/// <param name="Verb">Kubernetes' verb, for metrics and messages.</param>
/// <param name="Resource">The plural, for metrics.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Relative to the server, with query.</param>
/// <param name="Body">The body, if any.</param>
/// <param name="ContentType">The body's type.</param>
/// <param name="Accept">The type of the response; null for JSON of the whole object.</param>
internal readonly record struct ApiRequest(
    string Verb,
    string Resource,
    HttpMethod Method,
    string Path,
    byte[]? Body = null,
    MediaTypeHeaderValue? ContentType = null,
    MediaTypeWithQualityHeaderValue? Accept = null)
{
    public static MediaTypeHeaderValue Json { get; } = new("application/json");
}
