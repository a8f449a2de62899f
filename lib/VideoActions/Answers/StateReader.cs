using Newtonsoft.Json.Linq;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Reads what a service's word for a state means.</summary>
internal sealed class StateReader<TState>
    where TState : struct, Enum
{
    private readonly string _field;
    private readonly AnswerPath? _path;
    private readonly IReadOnlyDictionary<string, TState> _states;

    /// <summary>Reads the path and the words.</summary>
    /// <param name="map">The compilation.</param>
    /// <param name="action">The field of the action.</param>
    /// <param name="path">Where the word is.</param>
    /// <param name="states">What words mean.</param>
    /// <param name="needed">What one of them must mean: without it nothing would ever be done.</param>
    public StateReader(MapCompilation map, string action, string? path, IReadOnlyDictionary<string, TState>? states, TState needed)
    {
        _field = $"{action}.states";
        _path = AnswerPath.Required(map, $"{action}.state", path);
        _states = states ?? new Dictionary<string, TState>();
        if (!_states.Values.Contains(needed)) map.Fail(_field, null, $"must have a word for {needed}");
    }

    /// <summary>The state.</summary>
    /// <exception cref="ActionException">There is no word, or it is not mapped.</exception>
    public TState Read(JToken answer)
    {
        var word = _path!.Required(answer);
        return _states.TryGetValue(word, out var state)
            ? state : throw new ActionException($"{_field}: \"{new string([.. word.Take(100).Select(c => char.IsControl(c) ? ' ' : c)])}\": is not mapped");
    }
}
