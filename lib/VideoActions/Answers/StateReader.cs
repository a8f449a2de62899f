using System.Text.Json;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Maps a service's state to Onair's.</summary>
internal sealed class StateReader<TState>
    where TState : struct, Enum
{
    private readonly string _field;
    private readonly AnswerPath? _path;
    private readonly IReadOnlyDictionary<string, TState> _states;

    /// <summary>Compiles the path and the mapping.</summary>
    /// <param name="map">The compilation.</param>
    /// <param name="action">The field of the action.</param>
    /// <param name="path">Path of the state.</param>
    /// <param name="states">Onair's state for each state of the service.</param>
    /// <param name="needed">The state that must be in the mapping, because without it no work would ever complete.</param>
    public StateReader(MapCompilation map, string action, string? path, IReadOnlyDictionary<string, TState>? states, TState needed)
    {
        _field = $"{action}.states";
        _path = AnswerPath.Required(map, $"{action}.state", path);
        _states = states ?? new Dictionary<string, TState>();
        if (!_states.Values.Contains(needed)) map.Fail(_field, null, $"must map at least one state to {needed}");
    }

    /// <summary>The state.</summary>
    /// <exception cref="ActionException">The state is absent or not mapped.</exception>
    public TState Read(JsonElement answer)
    {
        var word = _path!.Required(answer);
        return _states.TryGetValue(word, out var state)
            ? state : throw new ActionException($"{_field}: \"{new string([.. word.Take(100).Select(c => char.IsControl(c) ? ' ' : c)])}\": is not mapped");
    }
}
