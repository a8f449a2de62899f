using Onair.Api.Rules;
namespace Onair.VideoActions.Compilation;

/// <summary>A compilation in progress: what is wrong so far.</summary>
/// <param name="variables">What templates know as variables.</param>
internal sealed class MapCompilation(IReadOnlyDictionary<string, string> variables)
{
    // An error repeats what was written, as far as anybody reads it.
    private const int Longest = 100;

    private readonly List<Violation> _errors = [];

    /// <summary>What templates know as variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; } = variables;

    /// <summary>Everything that is wrong so far.</summary>
    public IReadOnlyList<Violation> Errors => _errors;

    /// <summary>Notes an error.</summary>
    public void Fail(string field, string? value, string rule) => _errors.Add(new(field, value is { Length: > Longest } ? $"{value[..(Longest - 1)]}…" : value, rule));

    /// <summary>Notes an error in place of a part.</summary>
    public T? Fail<T>(string field, string? value, string rule)
        where T : class
    {
        Fail(field, value, rule);
        return null;
    }
}
