import type * as z from 'zod';
import {
  acknowledgeFeedback,
  answerFeedback,
  closeLoop,
  recordFeedback,
  reopenFeedback,
} from '#modules/assistance/contract/feedback/feedback.ts';
import { dayAfter, hourOf } from '../schedule.ts';
import { phoneOf } from './told.ts';
import type { Told } from './told.ts';

type Category = z.input<typeof recordFeedback.input>['category'];
interface Voice {
  readonly category: Category;
  readonly words: string;
  readonly answer?: string;
  /** How far it has come. */
  readonly to: 'received' | 'acknowledged' | 'answered' | 'loop_closed' | 'reopened';
}

/** What people said at the table, taken down on the phone; everything is invented. */
const said: Readonly<Record<string, readonly Voice[]>> = {
  '1': [{ category: 'thanks', words: 'شكراً، كانت الأغطية دافئة.', answer: 'شكراً لكم.', to: 'loop_closed' }],
  '2': [
    {
      category: 'left-out',
      words: 'ابنتي المتزوجة لا تظهر في القائمة وهي في خيمة وحدها.',
      answer: 'أضيفت الأسرة إلى قائمة التوزيع القادم.',
      to: 'loop_closed',
    },
  ],
  '3': [{ category: 'quality', words: 'بعض علب الصابون كانت مفتوحة.', answer: 'استُبدلت العلب المفتوحة في المستودع.', to: 'loop_closed' }],
  '4': [
    { category: 'waiting', words: 'خاف الأطفال من الزحام عند البوابة.', answer: 'سيكون الطابور أقصر وبأربعة صفوف.', to: 'loop_closed' },
    { category: 'access', words: 'لا يستطيع والدي الوقوف ولا ممر للكرسي.', answer: 'خُصص ممر للكراسي.', to: 'reopened' },
  ],
  '5': [{ category: 'question', words: 'ماذا نفعل إذا ضاعت القسيمة؟', answer: 'راجعوا مكتب الاستفسار، تُعطى قسيمة بديلة.', to: 'answered' }],
  '6': [{ category: 'quantity', words: 'نحن تسعة ولا تكفي ثلاث بطانيات.', to: 'acknowledged' }],
  '7': [{ category: 'staff', words: 'تكلم معنا المنظم بصوت عالٍ.', answer: 'تحدثنا معه وأُعيد تدريب الفريق.', to: 'loop_closed' }],
  '8': [{ category: 'question', words: 'هل يوجد طعام للأطفال دون السنتين؟', answer: 'نعم، من عيادة المخيم كل اثنين.', to: 'loop_closed' }],
  '9': [{ category: 'left-out', words: 'عدّوا خيمتنا مع خيمة الجيران.', to: 'received' }],
  '10': [{ category: 'other', words: 'نريد مكاناً مظللاً للانتظار.', answer: 'نُصبت مظلتان.', to: 'answered' }],
  '11': [{ category: 'exploitation', words: 'طُلب مني شيء مقابل مكان في أول الصف (تجريبي).', to: 'received' }],
  '12': [{ category: 'quality', words: 'انتهت صلاحية علبة في السلة.', to: 'received' }],
};

/** Said in the morning, kept on the phone, sent with the rest; the desk answers in the days after. */
export function voices(told: Told): void {
  for (const voice of said[told.plan.key] ?? []) hear(told, voice);
}

function hear(told: Told, voice: Voice): void {
  const { scene, plan, eventId } = told;
  const feedbackId = scene.player.id();
  scene.step(hourOf(plan.day, '06:00'), told.hands[0]!.who, async () => {
    const { category, words } = voice;
    const of = { siteId: scene.stage.site(plan.point), eventId, channel: 'event', language: 'ar' } as const;
    phoneOf(told, 0).record(hourOf(plan.day, '05:45'), recordFeedback, { feedbackId, category, words, ...of });
  });
  const order = ['received', 'acknowledged', 'answered', 'loop_closed', 'reopened'] as const;
  const came = (state: Voice['to']) => order.indexOf(voice.to) >= order.indexOf(state);
  const later = (days: number, run: Parameters<typeof scene.step>[2]) => scene.step(hourOf(dayAfter(plan.day, days), '08:00'), 'lead', run);
  if (came('acknowledged')) later(2, async (at) => void (await at.do(acknowledgeFeedback, { feedbackId, version: 1 })));
  if (came('answered')) later(6, async (at) => void (await at.do(answerFeedback, { feedbackId, version: 2, answer: voice.answer ?? '' })));
  if (came('loop_closed')) later(9, async (at) => void (await at.do(closeLoop, { feedbackId, version: 3, loop: 'told' })));
  if (came('reopened'))
    later(
      12,
      async (at) =>
        void (await at.do(reopenFeedback, { feedbackId, version: 4, reason: 'The lane was closed again at the next day (demo)' })),
    );
}
