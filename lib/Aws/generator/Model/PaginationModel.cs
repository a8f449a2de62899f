using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Aws.Generator.Model;

/// <summary>How one list operation pages (<c>paginators-1.json</c>). Output tokens and result keys are dotted member paths.</summary>
internal sealed record PaginationModel(
    [property: JsonPropertyName("input_token")] string InputToken,
    [property: JsonPropertyName("output_token")] string OutputToken,
    [property: JsonPropertyName("result_key")] string ResultKey)
{
    [JsonPropertyName("limit_key")]
    public string? LimitKey { get; set; }

    /// <summary>A boolean of the response that says whether another page exists; without it a token is the sign.</summary>
    [JsonPropertyName("more_results")]
    public string? MoreResults { get; set; }

    public static Dictionary<string, PaginationModel> Load(string file)
    {
        if (!File.Exists(file)) return [];
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize(stream, ModelJson.Default.PaginationFile)?.Pagination ?? [];
    }
}

internal sealed record PaginationFile(Dictionary<string, PaginationModel> Pagination);
